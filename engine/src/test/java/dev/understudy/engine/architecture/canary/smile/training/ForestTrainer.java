package dev.understudy.engine.architecture.canary.smile.training;

import smile.data.DataFrame;

record ForestTrainer(DataFrame used) {}
