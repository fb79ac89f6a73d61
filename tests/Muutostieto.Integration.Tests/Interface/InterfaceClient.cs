using System.Text;
using System.Text.Json;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>Calls of the interface.</summary>
internal static class InterfaceClient
{
    /// <summary>Asks a call, which must be answered.</summary>
    internal static async Task<JsonElement> AskAsync(this HttpClient client, string call, string body)
    {
        using var answer = await client.SendAsync(call, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), text);
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        return JsonDocument.Parse(text).RootElement;
    }

    internal static async Task<JsonElement> KeyAsync(this HttpClient client, string day)
    {
        using var answer = await client.GetAsync(new Uri($"api/v1/kirjausavain/{day}", UriKind.Relative));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    internal static Task<HttpResponseMessage> SendAsync(this HttpClient client, string call, string body) =>
        client.PostAsync(new Uri($"api/v1/{call}", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Asserts that an answer is a problem of a type.</summary>
    internal static async Task<JsonElement> AssertProblemAsync(this HttpResponseMessage answer, int status, string name)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), text);
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo($"urn:muutostieto:problem:{name}"));
        return problem;
    }

    /// <summary>A list of identity codes as the member of a request.</summary>
    internal static string List(this IEnumerable<string> codes) =>
        $"\"hetulista\":[{string.Join(',', codes.Select(code => $"\"{code}\""))}]";
}
