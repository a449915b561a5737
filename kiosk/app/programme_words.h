// Who runs this: the programme with its dated carriers, funders and controllers, as a page.
//
// Place: CatalogueModel shows it before the centre's own pages of "About and partners".
// Ownership: pure functions. Errors: none. Does not: decide who is responsible; the catalogue says it.
#pragma once

#include <QDate>
#include <QVariantMap>
#include <string>

#include "foyer/catalogue/v1/catalogue.pb.h"

namespace foyer::app {

// {title, paragraphs[]} with those whose time includes `today`.
QVariantMap programmePage(const catalogue::v1::Programme& programme, const std::string& language, const QDate& today);
// Paragraphs {heading, text} of a text whose paragraphs are parted by empty lines; the first has `heading`.
QVariantList paragraphsOf(const QString& heading, const QString& text);
// "" is open; the dates are 2026-11-23.
bool isNow(const std::string& from, const std::string& until, const QDate& today);

}  // namespace foyer::app
