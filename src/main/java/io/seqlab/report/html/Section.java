package io.seqlab.report.html;

import java.util.List;

/**
 * A section of a page.
 *
 * @param id id of the element, unique on the page: letters, digits and hyphens
 */
public record Section(String id, String heading, List<Block> blocks) {}
