using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>What was sent cannot be taken: nothing of it was done.</summary>
internal sealed class SendingException(int status, Notice notice) : Exception($"{notice}")
{
    internal int Status => status;

    internal Notice Notice => notice;
}
