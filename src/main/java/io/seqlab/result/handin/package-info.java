/** What a hand-in sheet shows beside tables and figures. */
package io.seqlab.result.handin;
