using System.Text.Json;

namespace Muutostieto.Synthetic.Tests.Support;

/// <summary>A person with the document read again by a parser that is not the product's.</summary>
internal sealed class MadePerson
{
    private readonly JsonElement document;

    public MadePerson(SyntheticPerson person)
    {
        Person = person;
        using var parsed = JsonDocument.Parse(person.Document);
        document = parsed.RootElement.Clone();
        Groups = [.. document.GetProperty("ryhmat").EnumerateArray()];
    }

    public SyntheticPerson Person { get; }

    public string Code => Person.IdentityCode;

    public string DocumentCode => document.GetProperty("hetu").GetString()!;

    public IReadOnlyList<JsonElement> Groups { get; }

    public bool IsResident => Person.Alive && Person.Municipality != "200";

    public DateOnly Born => DateOnly.ParseExact(Field("901", "syntymapv")!, "yyyyMMdd", null);

    public bool IsMinorOn(DateOnly day) => Born > day.AddYears(-18);

    public IEnumerable<JsonElement> All(string group) => Groups.Where(one => one.GetProperty("ryhma").ValueEquals(group));

    public bool Has(string group) => All(group).Any();

    /// <summary>The field of the first such group; null when either is missing.</summary>
    public string? Field(string group, string field) => All(group).Select(one => Value(one, field)).FirstOrDefault();

    public static string? Value(JsonElement group, string field) => group.TryGetProperty(field, out var value) ? value.GetString() : null;
}
