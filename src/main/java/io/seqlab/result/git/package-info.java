/** The git commit of code and of study files. */
package io.seqlab.result.git;
