/** Downloads the files of datasets, verified by their hashes. Not here: how they are read. */
package io.seqlab.data.fetch;
