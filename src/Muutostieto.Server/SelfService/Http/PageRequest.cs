using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>A request, with what pages need of it.</summary>
internal sealed class PageRequest(HttpContext http, SelfServiceUser? user, SentForm? form)
{
    /// <summary>For what the other members do not have.</summary>
    internal HttpContext Http => http;

    /// <summary>Who is logged in; a page of a task has one.</summary>
    internal SelfServiceUser User => user ?? throw new InvalidOperationException("The page is shown to all.");

    /// <summary>Null: not logged in.</summary>
    internal SelfServiceUser? UserOrNone => user;

    internal CancellationToken Aborted => http.RequestAborted;

    /// <summary>The form that was sent; null: none was.</summary>
    internal SentForm Form => form ?? throw new InvalidOperationException("No form was sent.");

    /// <summary>A part of the path by its name; null when the path has no such part.</summary>
    internal string? Route(string name) => http.GetRouteValue(name) as string;

    /// <summary>A value of the query, without blanks around it; null when it is not there or empty.</summary>
    internal string? Query(string name) => http.Request.Query[name].ToString().Trim() is { Length: > 0 } value ? value : null;

    /// <summary>All values of a name in the query.</summary>
    internal IReadOnlyList<string> QueryAll(string name) => [.. http.Request.Query[name].OfType<string>()];

    // What a handler answers is said on the request that it answers.
#pragma warning disable CA1822
    internal PageResult Show<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : SelfServiceComponent => new PageResult.Shown(StatusCodes.Status200OK, typeof(TPage), parameters);

    /// <summary>The page of a form once more, with its errors: nothing was done.</summary>
    internal PageResult ShowAgain<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : SelfServiceComponent => new PageResult.Shown(StatusCodes.Status422UnprocessableEntity, typeof(TPage), parameters);

    /// <summary>Goes to another page: what every form does that was done.</summary>
    internal PageResult Go(string place) => new PageResult.Moved(place);

    internal PageResult NotFound() => new PageResult.Noticed(StatusCodes.Status404NotFound, Notice.NotFound);

    /// <summary>Sends a file to keep.</summary>
    /// <param name="name">Letters, digits, dots, hyphens and underscores.</param>
    /// <param name="contentType">With its character set where it has one.</param>
    /// <param name="length">In bytes; null: not known before it is made.</param>
    /// <param name="write">Writes it.</param>
    internal PageResult Download(string name, string contentType, long? length, Func<Stream, CancellationToken, Task> write) =>
        new PageResult.Download(name, contentType, length, write);
#pragma warning restore CA1822
}
