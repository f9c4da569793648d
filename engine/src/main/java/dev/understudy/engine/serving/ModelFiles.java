package dev.understudy.engine.serving;

/**
 * The files of a model as they were read, unchecked.
 *
 * @param manifest the bytes of its manifest; not a copy
 * @param tensors the bytes of its tensors; not a copy
 */
@SuppressWarnings("ArrayRecordComponent") // read once, checked, and forgotten
record ModelFiles(byte[] manifest, byte[] tensors) {}
