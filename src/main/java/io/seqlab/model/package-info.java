/**
 * Builds models from definitions. Not here: the models, in the packages below, and their
 * definitions ({@code io.seqlab.config.model}).
 */
package io.seqlab.model;
