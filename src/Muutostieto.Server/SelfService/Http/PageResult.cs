using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>What a request is answered with.</summary>
internal abstract record PageResult
{
    private PageResult()
    {
    }

    /// <summary>A page.</summary>
    /// <param name="Status">200; 422 for a form with errors, after which the same form may be sent again.</param>
    /// <param name="Component">A component.</param>
    /// <param name="Parameters">Its parameters by name.</param>
    internal sealed record Shown(int Status, Type Component, IReadOnlyList<(string Name, object? Value)> Parameters) : PageResult;

    /// <summary>Another page of this site, or another site; a form that was done goes there, however often it is sent.</summary>
    /// <param name="Place">A path of this site, or an address.</param>
    internal sealed record Moved(string Place) : PageResult;

    /// <summary>A notice in place of a page.</summary>
    internal sealed record Noticed(int Status, Notice Notice) : PageResult;

    /// <summary>A file to keep.</summary>
    /// <param name="Name">As the browser saves it: letters, digits, dots, hyphens and underscores.</param>
    /// <param name="ContentType">With its character set where it has one.</param>
    /// <param name="Length">In bytes; null: not known before it is made.</param>
    /// <param name="WriteAsync">Writes it.</param>
    internal sealed record Download(string Name, string ContentType, long? Length, Func<Stream, CancellationToken, Task> WriteAsync)
        : PageResult;

    /// <summary>The answer was given by other means.</summary>
    internal sealed record Given : PageResult;
}
