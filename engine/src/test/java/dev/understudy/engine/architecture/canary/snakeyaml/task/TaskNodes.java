package dev.understudy.engine.architecture.canary.snakeyaml.task;

import org.snakeyaml.engine.v2.nodes.Node;

record TaskNodes(Node used) {}
