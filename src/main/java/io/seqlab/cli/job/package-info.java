/** The runner of a study, and the commands about its jobs: {@code status}, {@code cancel}. */
package io.seqlab.cli.job;
