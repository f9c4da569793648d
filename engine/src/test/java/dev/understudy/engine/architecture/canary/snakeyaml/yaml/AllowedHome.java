package dev.understudy.engine.architecture.canary.snakeyaml.yaml;

import org.snakeyaml.engine.v2.nodes.Node;

record AllowedHome(Node used) {}
