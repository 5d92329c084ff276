/** Atomic file writes, folder locks, and messages for I/O errors. */
package io.seqlab.storage;
