/**
 * The site file: where runs are executed. It is no part of a study, so that results do not depend
 * on it.
 */
package io.seqlab.config.site;
