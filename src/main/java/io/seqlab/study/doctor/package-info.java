/** Checks versions, native libraries, threads, memory and disk of this machine. */
package io.seqlab.study.doctor;
