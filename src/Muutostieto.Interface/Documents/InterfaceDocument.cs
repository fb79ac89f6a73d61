using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Interface.Calls;
using Muutostieto.Interface.Mapping;

namespace Muutostieto.Interface.Documents;

/// <summary>The OpenAPI document of the interface, made of the mapping.</summary>
public static class InterfaceDocument
{
    private const string Codes = "hetulista";
    private const string Names = "tietoryhmat";
    private const string Key = "viimeisinKirjausavain";
    private const string UpToDate = "ajanTasalla";
    private const string SomeCode = "010190-900X";
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    /// <summary>The document in UTF-8.</summary>
    public static byte[] Of(InterfaceCatalog catalog, CallLimits limits)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(limits);
        var document = new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = "VTJ-muutosrajapinta (Muutostieto)",
                ["version"] = "1",
                ["description"] = "Reconstructed from public sources; the persons of the demo register are invented.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api/v1" }),
            ["security"] = new JsonArray(new JsonObject { ["basic"] = new JsonArray() }),
            ["paths"] = Paths(limits),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["basic"] = new JsonObject { ["type"] = "http", ["scheme"] = "basic" } },
                ["schemas"] = Schemas(catalog, limits),
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Options);
    }

    private static JsonObject Paths(CallLimits limits) => new()
    {
        ["/kirjausavain/{date}"] = new JsonObject
        {
            ["get"] = new JsonObject
            {
                ["summary"] = "The last key of a day; of today the register's. A first load asks for it before perustiedot.",
                ["parameters"] = new JsonArray(
                    new JsonObject
                    {
                        ["name"] = "date",
                        ["in"] = "path",
                        ["required"] = true,
                        ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "date" },
                        ["example"] = "2026-01-31",
                    }),
                ["responses"] = Responses("Kirjausavain"),
            },
        },
        ["/muutokset"] = Post(
            "Changes after a key, page by page until ajanTasalla; by codes, or of the connection's area.",
            "MuutoksetRequest",
            "Muutokset",
            new JsonObject { [Key] = 100000021, [Codes] = new JsonArray(SomeCode) }),
        ["/perustiedot"] = Post(
            $"What persons are now; up to {limits.BaseCodes} codes.",
            "PerustietoRequest",
            "Perustiedot",
            new JsonObject { [Codes] = new JsonArray(SomeCode), [Names] = new JsonArray("HENKILON_NIMI", "KOTIKUNTA") }),
        ["/perustiedot-vko"] = Post(
            "What persons, or all residents of municipalities, were at the end of last Sunday.",
            "PerustietoVkoRequest",
            "PerustiedotVko",
            new JsonObject { ["kuntakoodit"] = new JsonArray("205") }),
    };

    private static JsonObject Post(string summary, string request, string answer, JsonObject example) => new()
    {
        ["post"] = new JsonObject
        {
            ["summary"] = summary,
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject { ["schema"] = FieldSchema.Ref(request), ["example"] = example },
                },
            },
            ["responses"] = Responses(answer),
        },
    };

    private static JsonObject Responses(string answer)
    {
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "The answer.",
                ["content"] = Content("application/json", answer),
            },
        };
        foreach (var status in (string[])["400", "401", "403", "408", "409", "413", "429", "500", "503"])
        {
            responses[status] = new JsonObject
            {
                ["description"] = "A problem; with 429 and 503 the header Retry-After in seconds.",
                ["content"] = Content("application/problem+json", "Problem"),
            };
        }

        return responses;
    }

    private static JsonObject Content(string type, string answer) => new()
    {
        [type] = new JsonObject { ["schema"] = FieldSchema.Ref(answer), ["example"] = AnswerExamples.Of(answer) },
    };

    private static JsonObject Schemas(InterfaceCatalog catalog, CallLimits limits)
    {
        var codes = FieldSchema.List(FieldSchema.Text());
        var few = FieldSchema.List(FieldSchema.Text());
        few["maxItems"] = limits.BaseCodes;
        var weekly = Request(
            [(Codes, few.DeepClone().AsObject()), (Names, GroupNames()), ("kuntakoodit", FieldSchema.List(FieldSchema.Text()))]);
        var schemas = new JsonObject
        {
            [FieldSchema.Date] = FieldSchema.Object(
                [
                    ("arvo", new JsonObject { ["type"] = "string", ["format"] = "date" }),
                    ("tarkkuus", FieldSchema.OneOf(["PAIVA", "KUUKAUSI", "VUOSI"])),
                ],
                "arvo"),
            [FieldSchema.Bilingual] = FieldSchema.Object([("fi", FieldSchema.Text()), ("sv", FieldSchema.Text())]),
            ["Problem"] = FieldSchema.Object(
                [
                    ("type", FieldSchema.Text()), ("title", FieldSchema.Text()), ("status", FieldSchema.Number()),
                    ("detail", FieldSchema.Text()), ("place", FieldSchema.Text()),
                ],
                "type", "title", "status"),
            ["MuutoksetRequest"] = Request([(Key, FieldSchema.Number()), (Codes, codes)], Key),
            ["PerustietoRequest"] = Request([(Codes, few), (Names, GroupNames())], Codes),
            ["PerustietoVkoRequest"] = weekly,
            ["Kirjausavain"] = FieldSchema.Object([(Key, FieldSchema.Number())], Key),
            ["Muutokset"] = FieldSchema.Object(
                [
                    (Key, FieldSchema.Number()),
                    ("muutokset", FieldSchema.List(Element("muutospv"))),
                    (UpToDate, FieldSchema.Boolean()),
                ],
                Key, "muutokset", UpToDate),
            ["Perustiedot"] = FieldSchema.Object(
                [(UpToDate, FieldSchema.Boolean()), ("perustiedot", FieldSchema.List(Element(null)))], UpToDate, "perustiedot"),
            ["PerustiedotVko"] = FieldSchema.Object(
                [
                    (UpToDate, FieldSchema.Boolean()),
                    ("poimintapv", new JsonObject { ["type"] = "string", ["format"] = "date" }),
                    ("perustiedot", FieldSchema.List(Element(null))),
                ],
                UpToDate, "poimintapv", "perustiedot"),
            ["Tietoryhma"] = new JsonObject
            {
                ["oneOf"] = new JsonArray([.. catalog.Names.Select(name => FieldSchema.Ref(name))]),
                ["discriminator"] = new JsonObject { ["propertyName"] = "tietoryhma" },
            },
        };
        foreach (var name in catalog.Names)
        {
            schemas[name] = Group(name, [.. catalog.Groups.Where(group => group.Name == name)]);
        }

        return schemas;

        JsonObject GroupNames() => FieldSchema.List(FieldSchema.OneOf(catalog.Names));
    }

    private static JsonObject Request(IEnumerable<(string Name, JsonObject Schema)> properties, params string[] required)
    {
        var request = FieldSchema.Object(properties, required);
        request["additionalProperties"] = false;
        return request;
    }

    private static JsonObject Element(string? changed)
    {
        var properties = new List<(string Name, JsonObject Schema)>
        {
            ("henkilotunnus", FieldSchema.Text()),
            (Names, FieldSchema.List(FieldSchema.Ref("Tietoryhma"))),
        };
        if (changed is not null)
        {
            properties.Add((changed, new JsonObject { ["type"] = "string", ["format"] = "date-time" }));
        }

        return FieldSchema.Object(properties, [.. properties.Select(property => property.Name)]);
    }

    /// <summary>What a tietoryhmä may have, whichever of our groups it is made from; all of it may be missing under an order.</summary>
    private static JsonObject Group(string name, IReadOnlyList<GroupMapping> mappings)
    {
        var fields = mappings.SelectMany(mapping => mapping.Fields).DistinctBy(field => field.Name).ToList();
        IEnumerable<(string Name, JsonObject Schema)> properties =
        [
            ("tietoryhma", FieldSchema.OneOf([name])),
            ("muutosattribuutti", FieldSchema.OneOf(ChangeWords.All)),
            ("turvakiellonAlaisetKentat", FieldSchema.List(FieldSchema.Text())),
            ("voimassaolevatTiedot", FieldSchema.List(FieldSchema.Object(fields))),
        ];
        return mappings.Select(mapping => mapping.Collects).OfType<GroupCollection>().FirstOrDefault() is { } lists
            ? FieldSchema.Object(
                properties.Concat(
                    lists.Changed.Select(list => list.Key).Prepend(lists.All)
                        .Select(key => (key.Value, FieldSchema.List(FieldSchema.Object(fields))))),
                "tietoryhma")
            : FieldSchema.Object(properties.Concat(fields.Select(field => (field.Name, field.Schema))), "tietoryhma");
    }
}
