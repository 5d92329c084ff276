package io.seqlab.study;

import io.seqlab.config.RunSpec;
import io.seqlab.result.Environment;
import io.seqlab.result.RunFolder;
import io.seqlab.result.RunKey;

/** One run, where its files go, and who hears of it. */
record RunContext(
    RunKey key,
    RunSpec spec,
    RunFolder folder,
    Environment environment,
    StudyListener listener,
    Cancellation cancellation) {}
