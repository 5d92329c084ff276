@echo off
rem Runs SeqLab; builds it first if its sources have changed. See the file "seqlab" for environment variables.
setlocal
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "TARGET=%HOME_DIR%\target"
rem DJL would prefer them to the engine, version and lack of network that SeqLab requires.
set "DJL_DEFAULT_ENGINE="
set "PYTORCH_VERSION="
set "DJL_OFFLINE="
set "OPT_OUT_TRACKING="
set "STAMP=%TARGET%\launcher-stamp"
set "JAVA=java"
set "JAR=jar"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined JAVA_HOME set "JAR=%JAVA_HOME%\bin\jar"

"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo seqlab: cannot find %JAVA%; install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
  exit /b 2
)

powershell -NoProfile -Command "$s = Get-Item -LiteralPath $env:STAMP -ErrorAction SilentlyContinue; if (-not $s -or -not (Test-Path -LiteralPath ($env:TARGET + '\launcher.jar'))) { exit 1 }; $f = Get-ChildItem -LiteralPath ($env:HOME_DIR + '\src\main') -Recurse; $f += Get-Item -LiteralPath ($env:HOME_DIR + '\pom.xml'); if ($f | Where-Object { $_.LastWriteTime -gt $s.LastWriteTime }) { exit 1 }" <nul
if errorlevel 1 call :build
if errorlevel 1 exit /b %errorlevel%

rem Whether standard output, error and input are a terminal.
powershell -NoProfile -InputFormat None -Command "exit ([int][Console]::IsOutputRedirected + 2 * [int][Console]::IsErrorRedirected + 4 * [int][Console]::IsInputRedirected)"
set "REDIRECTED=%errorlevel%"
set /a "OUT_REDIRECTED=REDIRECTED & 1"
set /a "ERR_REDIRECTED=REDIRECTED & 2"
set /a "IN_REDIRECTED=REDIRECTED & 4"
set "TERMINAL_OUT=false"
set "TERMINAL_ERR=false"
set "TERMINAL_IN=false"
if %OUT_REDIRECTED%==0 set "TERMINAL_OUT=true"
if %ERR_REDIRECTED%==0 set "TERMINAL_ERR=true"
if %IN_REDIRECTED%==0 set "TERMINAL_IN=true"

rem Java rejects two collectors, and a heap that starts larger than its limit.
set "COLLECTOR=-XX:+UseSerialGC"
set "HEAP=-Xms32m"
set "USER_OPTIONS=%JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% %SEQLAB_JAVA_OPTS%"
set USER_OPTIONS | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul && set "COLLECTOR="
set USER_OPTIONS | findstr /r /c:"-Xm" /c:"-XX:[A-Za-z]*HeapSize=" /c:"-XX:[A-Za-z]*RAM[A-Za-z]*=" >nul && set "HEAP="
if not defined SEQLAB_JAVA_OPTS goto start
"%JAVA%" %COLLECTOR% %HEAP% %SEQLAB_JAVA_OPTS% -version >nul 2>&1
if errorlevel 1 (
  echo seqlab: Java does not start with the options in SEQLAB_JAVA_OPTS; correct or unset them 1>&2
  exit /b 2
)

:start
for /f "usebackq delims=" %%c in ("%TARGET%\classpath") do set "CLASSPATH=%TARGET%\launcher.jar;%%c"
"%JAVA%" %COLLECTOR% %HEAP% -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 ^
  "-Dseqlab.home=%HOME_DIR%" ^
  -Dseqlab.terminal.in=%TERMINAL_IN% -Dseqlab.terminal.out=%TERMINAL_OUT% -Dseqlab.terminal.err=%TERMINAL_ERR% ^
  %SEQLAB_JAVA_OPTS% io.seqlab.cli.Main %*
exit /b %errorlevel%

:build
where mvn >nul 2>&1
if errorlevel 1 (
  echo seqlab: cannot find mvn; install Maven 3.6.3 or newer ^(https://maven.apache.org^) 1>&2
  exit /b 2
)
if not exist "%TARGET%" mkdir "%TARGET%"
if exist "%STAMP%" (echo Building SeqLab ^(its sources changed^)... 1>&2) else (echo Building SeqLab ^(first use^)... 1>&2)
rem The stamp has the time of the start of the build, so that sources changed during the build are newer.
echo begun> "%TARGET%\launcher-begun"
call mvn -B -ntp -f "%HOME_DIR%\pom.xml" process-classes > "%TARGET%\launcher.log" 2>&1
if errorlevel 1 (
  findstr /v /b /c:"[INFO]" "%TARGET%\launcher.log" 1>&2
  echo seqlab: the build failed; see the Maven output above 1>&2
  exit /b 1
)
"%JAR%" --create --no-manifest --file "%TARGET%\launcher.jar" -C "%TARGET%\classes" .
if errorlevel 1 (
  echo seqlab: cannot replace target\launcher.jar; wait until other SeqLab processes have ended 1>&2
  exit /b 1
)
move /y "%TARGET%\launcher-begun" "%STAMP%" >nul
exit /b 0
