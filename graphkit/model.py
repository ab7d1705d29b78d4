"""The vocabulary: every node kind, relation, attribute and statement field, declared once.

Validation, store schema, write Cypher, help texts, legends, docs and exports are read from the
tables at the end of this file; none of them keeps a list of its own. A further industry is a
pack of data, never a change here. No I/O and no values: only what words exist and what they mean.

Terms in `maps` name the nearest term elsewhere: `ftm` FollowTheMoney, `bods` Beneficial Ownership
Data Standard 0.4, `schema` schema.org, `fibo` the Financial Industry Business Ontology, `prov`
W3C PROV. An absent key means that nothing there is near enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

__all__ = [
    "ALIAS_LANGUAGES",
    "CONFIDENCES",
    "ENTITY_FIELDS",
    "IDENTIFIERS",
    "KINDS",
    "LICENCE_KINDS",
    "POLARITIES",
    "RELATIONS",
    "SOURCE_KINDS",
    "STAGES",
    "Field",
    "Kind",
    "Relation",
    "SourceKind",
    "confidences_allowed",
]


@dataclass(frozen=True, slots=True)
class Field:
    """A named value of an entity or a statement.

    `type` is text, date, share (percent, 0 to 100), money, number, flag, url, choice (one of
    `choices`), or entity (the key of a node of one of `kinds`).
    """

    name: str
    type: str
    doc: str
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node: its label in the store, what it is, and its term elsewhere."""

    label: str
    doc: str
    zh: str
    maps: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Relation:
    """A relation between two nodes, or an attribute (`value` set, `objects` empty) of one.

    `name` is what files and Cypher say: UPPER_CASE for a relation, lower_case for an attribute.
    `sentence` and `sentence_zh` read a fact aloud, with {subject} and {object}. `distinct` names
    the fields that, beside subject and object, tell two facts of this relation apart; `episode`
    always does. `path` says whether chains from company to company may run through it; `route`
    which route to market it implies, if any.
    """

    name: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    sentence: str
    sentence_zh: str
    doc: str
    value: str = ""
    fields: tuple[Field, ...] = ()
    distinct: tuple[str, ...] = ()
    path: bool = False
    route: str = ""
    symmetric: bool = False
    maps: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_attribute(self) -> bool:
        """Whether it gives one node a value rather than joining two nodes."""
        return bool(self.value)

    @cached_property
    def fields_by_name(self) -> dict[str, Field]:
        """Its own fields; the ones that every statement has are not among them."""
        return {each.name: each for each in self.fields}


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of publisher, and the highest confidence that it alone can lend a statement."""

    name: str
    doc: str
    ceiling: str


def _by_name(*relations: Relation) -> dict[str, Relation]:
    return {each.name: each for each in relations}


# Highest first. `inferred` is not here: only rules give it, never a file.
CONFIDENCES: tuple[str, ...] = ("confirmed", "reported", "rumoured")

POLARITIES: Mapping[str, str] = {
    "asserted": "the source says that it is so",
    "denied": "the source says that it is not so",
    "refused": "an authority refused it",
    "rumour-denied": "a rumour that it is so was denied by someone it names",
}

# Only `closed` makes a fact; the others are statements about something that is not, or not yet.
STAGES: Mapping[str, str] = {
    "closed": "done: the deal closed, the contract in force, the right in use",
    "agreed": "agreed or signed, not yet closed",
    "planned": "planned, announced or in talks",
    "rumoured": "talked about by people other than the parties",
    "called-off": "agreed or planned once, and given up",
}

# Whether the licence confers the right to make or sell the product, which is what "builds on
# whose licence" asks for unless told otherwise.
LICENCE_KINDS: Mapping[str, bool] = {
    "qualification": True,
    "drug_right": True,
    "design": True,
    "chip_ip": True,
    "spectrum": True,
    "technology": False,
    "brand": False,
}

SOURCE_KINDS: Mapping[str, SourceKind] = {
    each.name: each
    for each in (
        SourceKind("official-register", "a register or list kept by an authority", "confirmed"),
        SourceKind("official", "an authority's own announcement, law or decision", "confirmed"),
        SourceKind("filing", "a filing with a regulator, exchange or court", "confirmed"),
        SourceKind("company-release", "a party's own statement, in full", "confirmed"),
        SourceKind("press", "a named publication with an editor", "reported"),
        SourceKind("reference", "an encyclopaedia, data set or market study", "reported"),
        SourceKind("aggregator", "a copy, wiki, forum, blog or database of others' texts", "reported"),
    )
}

ALIAS_LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "pinyin": "Chinese in Latin letters",
    "ja": "Japanese",
    "ko": "Korean",
    "de": "German",
    "fr": "French",
    "ru": "Russian",
    "it": "Italian",
    "pt": "Portuguese",
    "legal": "name in the register of companies",
    "former": "a name it no longer uses",
    "ticker": "exchange and symbol",
}

IDENTIFIERS: tuple[Field, ...] = (
    Field("lei", "text", "Legal Entity Identifier, ISO 17442, 20 characters"),
    Field("wikidata", "text", "Wikidata item, as Q312"),
    Field("uscc", "text", "Unified Social Credit Code of China, 18 characters"),
)

# What every entity may have beside its key, kind, name and aliases.
ENTITY_FIELDS: tuple[Field, ...] = (
    Field("country", "text", "ISO 3166-1 alpha-2 code of its seat"),
    Field("industry", "text", "industry in one lower-case word, as the pack names it"),
    *IDENTIFIERS,
    Field("note", "text", "anything a reader should know about which entity this is"),
)

_PLACE = Field("plant", "text", "plant or place it is limited to")
_PRODUCT = Field("product", "text", "product, model or drug it is limited to")
_SCOPE = Field("scope", "text", "what else it is limited to: step, volume, class of product")
_TERRITORY = Field("territory", "text", "country or region it is limited to")
_INSTRUMENT = Field("instrument", "text", "contract or document it rests on")
_PRICE = Field("price", "money", "consideration, with its currency")
_SHARE = Field("share", "share", "share of the equity, in percent")

KINDS: Mapping[str, Kind] = {
    each.label: each
    for each in (
        Kind(
            "Company",
            "A legal entity: group, listed parent or licensed subsidiary, each a node of its own",
            "公司",
            {
                "ftm": "Company",
                "bods": "entity:registeredEntity",
                "schema": "Organization",
                "fibo": "LegalEntity",
                "prov": "Organization",
            },
        ),
        Kind(
            "Brand",
            "A name that products are sold under; never the company that owns it",
            "品牌",
            {"schema": "Brand"},
        ),
        Kind("Product", "A model, drug, chip or aircraft that is made or sold", "产品",
             {"ftm": "Asset", "schema": "Product", "fibo": "Product"}),
        Kind("Plant", "A place where products are made", "工厂",
             {"ftm": "Address", "schema": "Place", "fibo": "Facility"}),
        Kind("Person", "A natural person", "人物",
             {"ftm": "Person", "bods": "person:knownPerson", "schema": "Person", "prov": "Person"}),
        Kind("Authority", "A body that grants, refuses or lists: a ministry, regulator or agency",
             "主管机关",
             {"ftm": "PublicBody", "bods": "entity:state", "schema": "GovernmentOrganization",
              "fibo": "RegulatoryAgency"}),
        Kind(
            "Qualification",
            "A kind of permission in a scheme, or one checkpoint on the way to it",
            "资质",
            {"schema": "GovernmentPermit", "fibo": "License"},
            (
                Field("confers_right", "flag", "whether holding it alone permits making or selling"),
                Field("order", "number", "place among the checkpoints of its scheme, from 1"),
            ),
        ),
        Kind(
            "Register",
            "An official list; what being on it means is its sense",
            "名录",
            {"schema": "Dataset", "fibo": "Registry"},
            (
                Field("sense", "choice", "what being listed means",
                      ("permits", "warns", "forbids", "notice")),
            ),
        ),
    )
}

_PARTY = ("Company", "Brand")

RELATIONS: Mapping[str, Relation] = _by_name(
    Relation(
        "MANUFACTURES_FOR", ("Company",), ("Company", "Brand", "Product"),
        "{subject} manufactures for {object}", "{subject}为{object}代工",
        "Physical making for another's brand; says nothing by itself about whose licence is used",
        fields=(_PRODUCT, _PLACE, _SCOPE, _TERRITORY, _INSTRUMENT,
                Field("exclusive", "flag", "whether it is the only maker")),
        distinct=("product",), path=True, route="contract-made",
        maps={"fibo": "ContractualCommitment"},
    ),
    Relation(
        "USES_LICENCE_OF", _PARTY, ("Company", "Brand"),
        "{subject} builds on the licence of {object}", "{subject}使用{object}的资质",
        "Whose licence it builds on; `licence_kind` says what is licensed",
        fields=(
            Field("licence_kind", "choice", "what is licensed", tuple(LICENCE_KINDS),
                  required=True),
            Field("qualification", "entity", "the qualification relied on",
                  kinds=("Qualification",)),
            _PRODUCT, _PLACE, _SCOPE, _TERRITORY, _INSTRUMENT, _PRICE,
            Field("exclusive", "flag", "whether nobody else is licensed in this scope"),
        ),
        distinct=("licence_kind", "product"), path=True, route="borrowed",
        maps={"bods": "rightsGrantedByContract", "ftm": "Control", "fibo": "LicenseAgreement"},
    ),
    Relation(
        "ACQUIRED", ("Company", "Person"), ("Company",),
        "{subject} acquired {object}", "{subject}收购{object}",
        "Bought control of a company; a minority stake is OWNS, assets are ACQUIRED_ASSETS_OF",
        fields=(_SHARE, _PRICE, Field("purpose", "text", "what it was bought for"),
                Field("seller", "text", "who sold it"), _INSTRUMENT),
        path=True, route="bought",
        maps={"ftm": "Ownership", "bods": "shareholding", "fibo": "Acquisition"},
    ),
    Relation(
        "ACQUIRED_ASSETS_OF", ("Company",), ("Company", "Brand", "Plant", "Product"),
        "{subject} acquired assets of {object}", "{subject}收购{object}的资产",
        "Bought plants, equipment, a brand or rights, not the company; carries no licence with it",
        fields=(Field("assets", "text", "what was bought"), _PRICE,
                Field("purpose", "text", "what it was bought for"), _INSTRUMENT),
        distinct=("assets",), path=True, route="assets",
        maps={"ftm": "Ownership", "fibo": "AssetPurchase"},
    ),
    Relation(
        "HOLDS", ("Company",), ("Qualification",),
        "{subject} holds {object}", "{subject}持有{object}",
        "A right of its own; its end, and why it ended, is `valid_to` with `status`",
        fields=(
            Field("status", "choice", "how it stands, or why it ended",
                  ("held", "suspended", "revoked", "cancelled", "expired", "surrendered", "lost")),
            Field("number", "text", "licence number"),
            _PRODUCT, _PLACE, _SCOPE, _TERRITORY,
        ),
        distinct=("scope", "product"), route="own",
        maps={"ftm": "Permit", "schema": "hasCredential", "fibo": "hasLicense"},
    ),
    Relation(
        "APPLIED_FOR", ("Company",), ("Qualification",),
        "{subject} applied for {object}", "{subject}申请{object}",
        "An application made; a mere wish is stage `planned`",
        fields=(Field("status", "choice", "what became of it",
                      ("pending", "granted", "refused", "withdrawn")), _PRODUCT, _SCOPE),
        distinct=("product", "scope"),
    ),
    Relation(
        "CLEARED", ("Company",), ("Qualification",),
        "{subject} cleared {object}", "{subject}通过{object}",
        "A checkpoint passed; it may be one of several that the right needs",
        fields=(_SCOPE,),
    ),
    Relation(
        "LISTED_IN", ("Company", "Product"), ("Register",),
        "{subject} is listed in {object}", "{subject}列入{object}",
        "On an official list; listing, licence and first delivery are three facts",
        fields=(Field("number", "text", "serial number in the list"),
                Field("batch", "text", "batch or edition of the list"), _PRODUCT, _SCOPE),
        distinct=("batch", "product"), route="own",
        maps={"ftm": "topics", "schema": "includedInDataCatalog"},
    ),
    Relation(
        "ISSUED_BY", ("Qualification",), ("Authority",),
        "{subject} is issued by {object}", "{subject}由{object}颁发",
        "Which authority grants it",
        fields=(Field("rule", "text", "law or rule it follows"),),
        maps={"schema": "issuedBy", "fibo": "isIssuedBy"},
    ),
    Relation(
        "REQUIRES", ("Qualification",), ("Qualification",),
        "{subject} requires {object}", "{subject}须先取得{object}",
        "A checkpoint on the way to a qualification",
        fields=(Field("order", "number", "place among the checkpoints, from 1"),),
        maps={"fibo": "hasPrerequisite"},
    ),
    Relation(
        "HARDER_THAN", ("Qualification",), ("Qualification",),
        "{subject} is harder to clear than {object}", "{subject}比{object}更难通过",
        "Somebody's comparison of two checkpoints",
    ),
    Relation(
        "OWNS", ("Company", "Person", "Authority"), ("Company",),
        "{subject} owns a share of {object}", "{subject}持股{object}",
        "Equity; each stated share is a fact with its own dates",
        fields=(_SHARE, Field("share_min", "share", "at least, in percent"),
                Field("share_max", "share", "at most, in percent"), _PRICE,
                Field("via", "text", "company it is held through")),
        distinct=("share", "share_min", "share_max", "via"), path=True, route="controlled",
        maps={"ftm": "Ownership", "bods": "shareholding", "schema": "owns", "fibo": "isOwnedBy"},
    ),
    Relation(
        "OWNS_BRAND", ("Company",), ("Brand",),
        "{subject} owns the brand {object}", "{subject}拥有品牌{object}",
        "The brand owner, one of the four roles behind a product",
        maps={"schema": "brand"}, path=True,
    ),
    Relation(
        "BRAND_OF", ("Brand",), ("Product",),
        "{object} is sold under the brand {subject}", "{object}属于品牌{subject}",
        "Which name the product is sold under",
        maps={"schema": "brand"}, path=True,
    ),
    Relation(
        "MAKES", ("Company",), ("Product",),
        "{subject} makes {object}", "{subject}生产{object}",
        "The maker in fact, one of the four roles",
        fields=(_PLACE, _TERRITORY), distinct=("plant", "territory"),
        maps={"schema": "manufacturer"}, path=True,
    ),
    Relation(
        "OPERATES", ("Company", "Authority"), ("Plant", "Register"),
        "{subject} operates {object}", "{subject}运营{object}",
        "The plant operator, one of the four roles; or the keeper of a register",
        fields=(_SCOPE,),
    ),
    Relation(
        "DECLARED_MAKER_OF", ("Company",), ("Product", "Brand"),
        "{subject} is the declared maker of {object}", "{subject}是{object}的申报生产企业",
        "The maker that the filing or the plate names, one of the four roles",
        fields=(_PLACE,), maps={"schema": "manufacturer"},
    ),
    Relation(
        "LEADS", ("Person",), ("Company", "Brand"),
        "{subject} leads {object}", "{subject}执掌{object}",
        "A director, officer or founder, with the role",
        fields=(Field("role", "text", "office held"),), distinct=("role",),
        maps={"ftm": "Directorship", "bods": "boardMember", "schema": "employee"},
    ),
    Relation(
        "COMPETES_WITH", _PARTY, _PARTY,
        "{subject} competes with {object}", "{subject}与{object}竞争",
        "Somebody calls them competitors; both ways at once",
        symmetric=True,
    ),
    Relation(
        "SUCCEEDED_BY", ("Company", "Brand", "Product"), ("Company", "Brand", "Product"),
        "{subject} was succeeded by {object}", "{subject}由{object}承继",
        "A successor with a node of its own; a mere change of name is an alias of kind `former`",
        maps={"ftm": "Succession", "prov": "wasRevisionOf"},
    ),
    Relation(
        "founded", _PARTY, (), "{subject} was founded in {object}", "{subject}成立于{object}",
        "When it was founded", value="date", maps={"ftm": "incorporationDate",
                                                   "schema": "foundingDate"},
    ),
    Relation(
        "ceased", _PARTY, (), "{subject} ceased on {object}", "{subject}于{object}停止运营",
        "When it was wound up, collapsed or stopped working; ends what it uses and lends, by rule",
        value="date", maps={"ftm": "dissolutionDate", "schema": "dissolutionDate"},
    ),
    Relation(
        "first_delivery", ("Company", "Brand", "Product"), (),
        "{subject} was first delivered in {object}", "{subject}首次交付于{object}",
        "When customers first received it", value="date", maps={"schema": "releaseDate"},
    ),
    Relation(
        "full_name", ("Company", "Brand", "Product"), (),
        "the full name of {subject} is “{object}”", "{subject}的全称为“{object}”",
        "Name in a registration or catalogue, where it differs from the usual one", value="text",
        maps={"schema": "legalName"},
    ),
    Relation(
        "tail_mark", ("Company", "Brand", "Product"), (),
        "{subject} carries the tail mark “{object}”", "{subject}的尾标为“{object}”",
        "Name of the licensed maker that the car must carry at its tail", value="text",
    ),
    Relation(
        "capacity", ("Company", "Plant", "Qualification"), (),
        "{subject} has a capacity of {object} units a year", "{subject}年产能为{object}",
        "Units a year that it may make or can make", value="number",
    ),
    Relation(
        "valuation", ("Company", "Plant", "Product"), (),
        "{subject} was valued at {object}", "{subject}估值{object}",
        "A price asked, a book value or a valuation; what was paid is `price` of the deal",
        value="money",
    ),
    Relation(
        "remark", tuple(KINDS), (), "on {subject}: {object}", "关于{subject}：{object}",
        "A claim that the vocabulary has no relation for, in our own words; no rule uses it",
        value="text",
        fields=(Field("claim_type", "choice", "what sort of claim",
                      ("fact", "process", "history", "opinion", "intention", "speculation",
                       "attribution", "silence", "pointer")),),
    ),
)


def confidences_allowed(source_kind: str) -> tuple[str, ...]:
    """The confidences that a source of this kind may lend by itself, highest first."""
    ceiling = SOURCE_KINDS[source_kind].ceiling
    return CONFIDENCES[CONFIDENCES.index(ceiling) :]
