package io.seqlab.config.site;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;

/** The site file, {@code ~/.config/seqlab/site.yaml}. */
public record SiteSpec(@Doc("Where runs are executed") @Default("{}") RunnerSpec runner) {}
