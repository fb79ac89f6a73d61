using System.Text;
using Microsoft.AspNetCore.Http;

namespace Muutostieto.Server.Http;

/// <summary>An answer that is whole before its first byte is sent.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">With its character set.</param>
/// <param name="Body">In UTF-8.</param>
internal sealed record SiteAnswer(int Status, string ContentType, byte[] Body)
{
    internal static SiteAnswer Html(int status, string page) => new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));

    internal static SiteAnswer Plain(int status, string text) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Sends it; to HEAD the server sends the head alone.</summary>
    internal async Task WriteAsync(HttpContext context)
    {
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (Status, ContentType, Body.Length);
        await context.Response.Body.WriteAsync(Body, CancellationToken.None).ConfigureAwait(false);
    }
}
