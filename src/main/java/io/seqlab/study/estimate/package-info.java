/** Time and memory of a study, estimated from a short training of each model. */
package io.seqlab.study.estimate;
