/** Results, checks and estimates as text for standard output. */
package io.seqlab.cli.text;
