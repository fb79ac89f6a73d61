using Muutostieto.Interface.Calls;

namespace Muutostieto.Server.Interface;

/// <summary>What is known of a call while it is answered, for log and figures: no person.</summary>
internal sealed class CallNote(string call)
{
    /// <summary>The first part of the call's path below <c>/api/v1</c>.</summary>
    internal string Call { get; } = call;

    /// <summary>The connection's user; null before its credentials were checked.</summary>
    internal string? Connection { get; set; }

    /// <summary>X-Road-Id, when it is a UUID as the protocol says; anything else could be anything.</summary>
    internal Guid? Id { get; set; }

    /// <summary>Null when the call was not answered.</summary>
    internal CallReport? Report { get; set; }
}
