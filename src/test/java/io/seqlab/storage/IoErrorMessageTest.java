package io.seqlab.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoErrorMessageTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new MalformedInputException(1), "it is not valid UTF-8"),
        Arguments.of(new UnknownHostException("example.org"), "unknown host example.org"),
        Arguments.of(new EOFException(), "unexpected end of the file"),
        Arguments.of(new NotDirectoryException("f"), "it is not a folder"),
        Arguments.of(new IOException("Is a directory"), "it is a folder, not a file"),
        Arguments.of(new DirectoryNotEmptyException("f"), "directory not empty"),
        Arguments.of(new AccessDeniedException("f"), "permission denied; check its owner and mode"),
        Arguments.of(
            new FileSystemException("f", null, "Too many open files"), "Too many open files"),
        Arguments.of(
            new IOException("wrapped", new FileSystemException("f", null, "File too large")),
            "File too large"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysTheCauseWithoutWordsOfJava(IOException failure, String message) {
    assertThat(IoErrorMessage.of(failure)).isEqualTo(message);
  }
}
