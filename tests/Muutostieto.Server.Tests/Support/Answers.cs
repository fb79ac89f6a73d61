using System.Text;
using System.Text.Json;

namespace Muutostieto.Server.Tests.Support;

/// <summary>Asks the interface.</summary>
internal static class Answers
{
    internal static Task<HttpResponseMessage> AskAsync(this HttpClient client, string call, string body) =>
        client.PostAsync(new Uri(call, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    internal static Task<HttpResponseMessage> LookAsync(this HttpClient client, string call) =>
        client.GetAsync(new Uri(call, UriKind.Relative));

    internal static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Asserts that an answer is a problem of a type, and returns it.</summary>
    internal static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer, int status, string name)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), text);
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo($"urn:muutostieto:problem:{name}"));
        Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
        return problem;
    }
}
