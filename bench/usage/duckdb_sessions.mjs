// duckdb_sessions.mjs GLOB: the token totals of Claude Code sessions by DuckDB's read_json, the largest
// output of a message's copies counted (they differ in nothing else). Prints: messages input output cache-writes cache-reads
import { createRequire } from 'module';
const { DuckDBInstance } = createRequire(process.env.AICOST_BENCH + '/npm/')('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const result = await connection.runAndReadAll(`
  WITH lines AS (
    SELECT message.id || requestId AS identity, message.usage AS u
    FROM read_json('${process.argv[2]}', format = 'newline_delimited', maximum_object_size = 33554432, columns = {
      'requestId': 'VARCHAR',
      'message': 'STRUCT(id VARCHAR, usage STRUCT(input_tokens BIGINT, output_tokens BIGINT,
                  cache_creation_input_tokens BIGINT, cache_read_input_tokens BIGINT))'})
    WHERE message.usage IS NOT NULL),
  kept AS (
    SELECT any_value(u.input_tokens) AS i, max(u.output_tokens) AS o, any_value(u.cache_creation_input_tokens) AS w,
           any_value(u.cache_read_input_tokens) AS r
    FROM lines GROUP BY identity)
  SELECT count(*), sum(i), sum(o), sum(w), sum(r) FROM kept`);
console.log(result.getRows()[0].map(String).join(' '));
