using System.Collections;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Lays environment variables over <c>appsettings.json</c>: <c>MUUTOSTIETO__Register__path=/srv/register.db</c> sets <c>Register.path</c>.
/// Two underscores part the keys; upper and lower case count the same, as shells and service managers disagree on them.
/// </summary>
internal static class EnvironmentOverrides
{
    public const string Prefix = "MUUTOSTIETO__";

    /// <summary>The variables of this process that are meant for the program.</summary>
    public static IReadOnlyDictionary<string, string> OfProcess() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    public static JsonValue Apply(JsonValue settings, IReadOnlyDictionary<string, string> environment)
    {
        foreach ((var name, var value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name.Length > Prefix.Length)
            {
                settings = Set(settings, name, value, name[Prefix.Length..].Split("__"), 0);
            }
        }

        return settings;
    }

    private static JsonValue Set(JsonValue on, string variable, string value, string[] keys, int depth)
    {
        var path = string.Join('.', keys[..depth]);
        if (depth == keys.Length)
        {
            return new JsonValue(JsonShape.Text, new JsonPlace(variable, 0, 0, path)) { Text = value, FromEnvironment = true };
        }

        if (on.Shape == JsonShape.Array && int.TryParse(keys[depth], out var index) && index >= 0 && index < on.Items.Count)
        {
            return on with { Items = [.. on.Items.Select((item, i) => i == index ? Set(item, variable, value, keys, depth + 1) : item)] };
        }

        var existing = on.Members.FirstOrDefault(member =>
            string.Equals(member.Name, keys[depth], StringComparison.OrdinalIgnoreCase));
        var place = new JsonPlace(variable, 0, 0, path);
        var below = existing?.Value ?? new JsonValue(JsonShape.Object, place);
        var member = new JsonMember(existing?.Name ?? keys[depth], existing?.Place ?? place, Set(below, variable, value, keys, depth + 1));
        return on.Shape == JsonShape.Object
            ? on with { Members = [.. on.Members.Where(other => other != existing), member] }
            : new JsonValue(JsonShape.Object, place) { Members = [member] };
    }
}
