using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muutostieto.Cli.Drafts;

/// <summary>Writes a file of the configuration as an operator would: JSON with a comment over what is not plain.</summary>
internal sealed class DraftText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly StringBuilder text = new();
    private bool isFirst = true;

    /// <param name="head">What the file is; one line or several.</param>
    /// <param name="schema">The schema's file name.</param>
    internal DraftText(string head, string schema)
    {
        foreach (var line in head.Split('\n'))
        {
            text.Append("// ").Append(line).Append('\n');
        }

        text.Append("{\n");
        _ = Text("$schema", $"../schemas/{schema}");
    }

    /// <summary>Adds a key with a text.</summary>
    internal DraftText Text(string key, string? value, string? comment = null) => Raw(key, Quoted(value), comment);

    /// <summary>Adds a key with texts.</summary>
    internal DraftText Texts(string key, IEnumerable<string> values, string? comment = null) =>
        Raw(key, $"[{string.Join(", ", values.Select(Quoted))}]", comment);

    /// <summary>Adds a key with JSON.</summary>
    internal DraftText Raw(string key, string json, string? comment = null)
    {
        text.Append(isFirst ? "" : ",\n");
        isFirst = false;
        foreach (var line in comment?.Split('\n') ?? [])
        {
            text.Append("\n  // ").Append(line);
        }

        text.Append(comment is null ? "" : "\n").Append("  ").Append(Quoted(key)).Append(": ").Append(json);
        return this;
    }

    /// <summary>All of it.</summary>
    public override string ToString() => $"{text}\n}}\n";

    internal static string Quoted(string? value) => JsonSerializer.Serialize(value, Plain);
}
