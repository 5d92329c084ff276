/**
 * Files that are written whole or not at all, leases on folders that several processes share, and
 * messages for I/O errors.
 */
package io.seqlab.storage;
