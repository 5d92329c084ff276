/** The trials of a search for settings, and what it chose. */
package io.seqlab.result.search;
