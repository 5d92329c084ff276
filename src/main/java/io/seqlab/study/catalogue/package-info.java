/** Lists and describes the available tasks, corpora and models. */
package io.seqlab.study.catalogue;
