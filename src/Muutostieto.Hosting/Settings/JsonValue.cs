namespace Muutostieto.Hosting.Settings;

/// <summary>A JSON value that knows its place, so that a fault found much later can still name the line.</summary>
internal sealed record JsonValue(JsonShape Shape, JsonPlace Place)
{
    /// <summary>The text of a text, the digits of a number, <c>true</c> or <c>false</c>; empty for the others.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>True for a value of an environment variable, which is always text: it is accepted where a number or a Boolean is
    /// expected.</summary>
    public bool FromEnvironment { get; init; }

    public JsonValue? Find(string name) => Members.FirstOrDefault(member => member.Name == name)?.Value;

    /// <summary>What a message calls the value: its kind, and for short plain values the value itself.</summary>
    public string Describe() => Shape switch
    {
        JsonShape.Object => "an object",
        JsonShape.Array => "a list",
        JsonShape.Text => $"\"{Shorten(Text)}\"",
        JsonShape.Null => "null",
        _ => Shorten(Text),
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
