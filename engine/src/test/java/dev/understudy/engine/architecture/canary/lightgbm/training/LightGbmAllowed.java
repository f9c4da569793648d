package dev.understudy.engine.architecture.canary.lightgbm.training;

import io.github.metarank.lightgbm4j.LGBMDataset;

record LightGbmAllowed(LGBMDataset used) {}
