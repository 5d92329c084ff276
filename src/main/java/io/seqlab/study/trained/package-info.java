/** Loads the model of a finished run for translation, scoring and evaluation. */
package io.seqlab.study.trained;
