/** Expands a study into runs, executes them, and opens what was trained. */
package io.seqlab.study;
