namespace Muutostieto.Hosting.Settings;

/// <summary>A key of an object with the place of the key itself.</summary>
internal sealed record JsonMember(string Name, JsonPlace Place, JsonValue Value);
