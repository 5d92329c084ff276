/** Lists and describes models, tasks and corpora for the command line. */
package io.seqlab.study.catalogue;
