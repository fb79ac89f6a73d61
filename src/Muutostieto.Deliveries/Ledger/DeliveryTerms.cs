using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Deliveries.Permits;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// Everything of the configuration that decides a delivery's bytes and where they go, frozen when the delivery is planned: composed again
/// after a permit, product or municipality has changed, the delivery is still the same.
/// </summary>
public sealed record DeliveryTerms
{
    public required string Permit { get; init; }

    public required string Recipient { get; init; }

    public string? Decision { get; init; }

    public required string CustomerNumber { get; init; }

    public required string RegisterName { get; init; }

    /// <summary>Codes, sorted: the area as it was resolved.</summary>
    public required IReadOnlyList<string> Municipalities { get; init; }

    /// <summary>The product's id.</summary>
    public required string Product { get; init; }

    /// <summary>In order of code, with every field named and sorted.</summary>
    public required IReadOnlyList<ProductGroup> Groups { get; init; }

    public required bool NonDisclosureRight { get; init; }

    public required IReadOnlyList<DeliveryFormat> Formats { get; init; }

    /// <summary>The name of the drop.</summary>
    public required string Drop { get; init; }

    /// <param name="permit">Whose delivery it is.</param>
    /// <param name="product">The permit's product.</param>
    /// <param name="municipalities">Resolves the area.</param>
    /// <param name="groupFields">The fields that a group of the product has when it names none.</param>
    public static DeliveryTerms Of(
        Permit permit, Product product, MunicipalityDirectory municipalities, IReadOnlyDictionary<string, IReadOnlySet<string>> groupFields)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(groupFields);
        return new DeliveryTerms
        {
            Permit = permit.Id,
            Recipient = permit.Recipient,
            Decision = permit.Decision,
            CustomerNumber = permit.CustomerNumber,
            RegisterName = permit.RegisterName,
            Municipalities = permit.Area.Resolve(municipalities),
            Product = product.Id,
            Groups = [.. product.Groups.Select(group => group with { Fields = [.. ((IEnumerable<string>?)group.Fields ?? groupFields[group.Group]).Order(StringComparer.Ordinal)] })],
            NonDisclosureRight = permit.NonDisclosureRight,
            Formats = permit.Formats,
            Drop = permit.Drop,
        };
    }

    /// <summary>SHA-256 of the text in UTF-8, 64 small hexadecimal digits.</summary>
    public static string DigestOf(string terms) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(terms)));

    /// <summary>Compact, keys in one order: equal terms are equal texts.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", 1);
            writer.WriteString("permit", Permit);
            writer.WriteString("recipient", Recipient);
            writer.WriteString("decision", Decision);
            writer.WriteString("customerNumber", CustomerNumber);
            writer.WriteString("registerName", RegisterName);
            Texts(writer, "municipalities", Municipalities);
            writer.WriteString("product", Product);
            writer.WriteStartArray("groups");
            foreach (ProductGroup group in Groups)
            {
                writer.WriteStartObject();
                writer.WriteString("group", group.Group);
                Texts(writer, "fields", group.Fields ?? throw new InvalidOperationException("Terms name every field."));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteBoolean("nonDisclosureRight", NonDisclosureRight);
            Texts(writer, "formats", Formats.Select(format => format == DeliveryFormat.Fixed ? "fixed" : "csv"));
            writer.WriteString("drop", Drop);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The terms of a text that <see cref="ToJson"/> wrote.</summary>
    public static DeliveryTerms Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new DeliveryTerms
        {
            Permit = Text(root, "permit"),
            Recipient = Text(root, "recipient"),
            Decision = root.GetProperty("decision").GetString(),
            CustomerNumber = Text(root, "customerNumber"),
            RegisterName = Text(root, "registerName"),
            Municipalities = Texts(root, "municipalities"),
            Product = Text(root, "product"),
            Groups = [.. root.GetProperty("groups").EnumerateArray().Select(group => new ProductGroup(Text(group, "group"), Texts(group, "fields")))],
            NonDisclosureRight = root.GetProperty("nonDisclosureRight").GetBoolean(),
            Formats = [.. Texts(root, "formats").Select(format => format == "fixed" ? DeliveryFormat.Fixed : DeliveryFormat.Csv)],
            Drop = Text(root, "drop"),
        };
    }

    private static void Texts(Utf8JsonWriter writer, string key, IEnumerable<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;

    private static List<string> Texts(JsonElement element, string key) => [.. element.GetProperty(key).EnumerateArray().Select(text => text.GetString()!)];
}
