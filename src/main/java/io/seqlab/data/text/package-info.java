/** Text to tokens to ids, and back. Not here: batches. */
package io.seqlab.data.text;
