/** Claims as they stood when their runs began. */
package io.seqlab.result.registration;
