package dev.isobar.examples.docsearch;

/**
 * A passage of a document.
 *
 * @param id at most 64 bytes, as Vectorize wants it: a hash of the path, and the position
 * @param path the document, relative to the indexed folder
 * @param position its number in the document, from 0
 * @param heading the last heading above it
 * @param body the text
 */
record Chunk(String id, String path, int position, String heading, String body) {}
