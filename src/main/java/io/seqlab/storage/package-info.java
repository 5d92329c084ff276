/** Files made whole: the one way anything is written that must not be found half done. */
package io.seqlab.storage;
