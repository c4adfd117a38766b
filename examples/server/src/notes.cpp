#include "notes.hpp"

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>

std::string Notes::query(const char* sql, const std::vector<const char*>& parameters) const {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(url_.c_str()), PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(
      PQexecParams(connection.get(), sql, static_cast<int>(parameters.size()), nullptr, parameters.data(), nullptr,
                   nullptr, 0),
      PQclear);
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  return PQntuples(result.get()) == 0 ? std::string() : PQgetvalue(result.get(), 0, 0);
}

std::string Notes::list() const {
  return query(
      "SELECT coalesce(json_agg(json_build_object('author', a.name, 'body', n.body) ORDER BY n.id DESC), '[]')"
      " FROM notes n JOIN authors a ON a.id = n.author_id",
      {});
}

void Notes::add(const std::string& author, const std::string& body) const {
  query(
      "WITH author AS (INSERT INTO authors (name) VALUES ($1)"
      " ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id)"
      " INSERT INTO notes (author_id, body) SELECT id, $2 FROM author RETURNING id",
      {author.c_str(), body.c_str()});
}
