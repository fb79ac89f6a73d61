using System.Text.Json;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Members of a JSON answer that may be null.</summary>
internal static class JsonFields
{
    internal static void Write(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } there)
        {
            writer.WriteNumber(name, there);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    internal static void Write(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } there)
        {
            writer.WriteString(name, there);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
