/** Event files for TensorBoard. */
package io.seqlab.result.tensorboard;
