package dev.understudy.engine.architecture.canary.jackson.report;

import tools.jackson.databind.JsonNode;

record Document(JsonNode used) {}
