namespace Muutostieto.Drops.Tests.Support;

/// <summary>Stands for the process being killed: nothing catches it, so nothing tidies up.</summary>
internal sealed class StoppedException : Exception;
