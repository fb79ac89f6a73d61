using System.Text.Json;

namespace Muutostieto.Interface.Tests.Support;

/// <summary>Looks at objects of the interface.</summary>
internal static class JsonShape
{
    internal static IEnumerable<JsonElement> Groups(this JsonElement person) => person.GetProperty("tietoryhmat").EnumerateArray();

    internal static JsonElement Group(this JsonElement person, string name, int at = 0) =>
        person.Groups().Where(group => group.Name() == name).ElementAt(at);

    /// <summary>The objects of the persons that the groups name by identity code, as often as they do.</summary>
    internal static IEnumerable<JsonElement> Related(this JsonElement person) => person.Groups().SelectMany(RelatedIn);

    private static IEnumerable<JsonElement> RelatedIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("henkilotunnus", out _) => [element],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => RelatedIn(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(RelatedIn),
        _ => [],
    };

    internal static string Name(this JsonElement group) => group.GetProperty("tietoryhma").GetString()!;

    internal static string Word(this JsonElement group) => group.GetProperty("muutosattribuutti").GetString()!;

    /// <summary>Name and change attribute of each group, in order.</summary>
    internal static IEnumerable<string> Sequence(this JsonElement person) =>
        person.Groups().Select(group => group.TryGetProperty("muutosattribuutti", out var word) ? $"{group.Name()} {word}" : group.Name());

    internal static IEnumerable<string> Keys(this JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    /// <summary>Every path of the object with the kind of its value: <c>alkupv.arvo:String</c>.</summary>
    internal static IEnumerable<string> Paths(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(property => Paths(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Paths(item, $"{path}[]")).Append($"{path}:Array"),
        JsonValueKind.True or JsonValueKind.False => [$"{path}:Boolean"],
        _ => [$"{path}:{element.ValueKind}"],
    };
}
