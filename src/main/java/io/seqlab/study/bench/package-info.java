/** Training and decoding speed of model families. */
package io.seqlab.study.bench;
