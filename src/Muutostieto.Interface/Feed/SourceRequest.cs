using System.Text.Json;

namespace Muutostieto.Interface.Feed;

/// <summary>Bodies of calls.</summary>
internal static class SourceRequest
{
    public static byte[] Changes(long key, IReadOnlyList<string>? codes) => Of(json =>
    {
        json.WriteNumber("viimeisinKirjausavain", key);
        if (codes is not null)
        {
            List(json, "hetulista", codes);
        }
    });

    public static byte[] Persons(IReadOnlyList<string> codes) => Of(json => List(json, "hetulista", codes));

    public static byte[] Area(IReadOnlyList<string> municipalities) => Of(json => List(json, "kuntakoodit", municipalities));

    private static byte[] Of(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
